// Where the page of a known false positive starts in its webview: its parts and its looks.
import './language';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import './elements/lofpPage';
import './styles/panel.css';
import './styles/lofp.css';
