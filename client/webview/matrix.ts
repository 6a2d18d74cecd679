// Where the page of the matrix starts in its webview: its parts and its looks.
import './language';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import './elements/matrix';
import './styles/panel.css';
import './styles/lines.css';
import './styles/matrix.css';
