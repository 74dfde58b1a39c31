// Package reconcile holds what a file says against what is known: which rows
// are news, which repeat what is known, which are doubtful and which fit
// nowhere.
//
// Sources notice the same change on different days, spell names in their own
// ways and drop what they no longer sell. [Compare] therefore asks of a row
// whether it differs both from what is known and from what its source said
// last, so that a daily import grows by changes only and a source that lags
// takes nothing back.
package reconcile
