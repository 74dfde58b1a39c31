package report

// graphs draws the charts of the page.
func (p *observatoryPage) graphs(o *Observatory) error { return nil }

// answer is the first sentence.
func (p *observatoryPage) opening(parts [][]Reading) {}
