// The words of the panel in the language of the editor. It comes before every part that has words.
import * as l10n from '@vscode/l10n';

/** The page holds what the editor knows; without it the words are English. */
l10n.config({ contents: document.getElementById('words')?.textContent ?? '{}' });
