// Where the results panel starts in its webview.
export {};
