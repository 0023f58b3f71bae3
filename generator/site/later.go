package site

func (p *planner) entities()   {}
func (p *planner) front()      {}
func (p *planner) quotations() {}
func (p *planner) timeline()   {}
func (p *planner) lists()      {}
func (p *planner) search()     {}
func (p *planner) method()     {}
func (p *planner) downloads()  {}
func (p *planner) feeds()      {}
func (p *planner) redirects()  {}
func (p *planner) sitemaps()   {}
