// Where the results panel starts in its webview: its parts, its looks, and the first word to the extension.
import './language';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import './elements/columnChooser';
import './elements/eventTree';
import './elements/explanationTree';
import './elements/hitTable';
import './elements/panel';
import './elements/splitView';
import './elements/timeline';
import './styles/panel.css';
import './styles/table.css';
import './styles/menu.css';
import './styles/event.css';
import './styles/sequence.css';
