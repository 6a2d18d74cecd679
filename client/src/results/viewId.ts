// The name of the results view in the manifest.
export const resultsViewId = 'rulewright.results';
