package episode

// Names lists the episodes of the library.
var Names = []string{
	// undercut by scale and imitation
	"solar_pv",
	"li_ion",
	"ev_by_region",
	"dram",
	"storage_hdd_flash",
	"steel",
	"pc_clones",
	"model_t",
	"consumer_drones",
	"robot_vacuum",
	// given away, or beside something given away
	"smartphone_os",
	"web_servers",
	"navigation_pnd",
	"newspaper_classified",
	// the incumbent stayed
	"desktop_os",
	"dna_sequencing",
}
