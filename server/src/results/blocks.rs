//! The blocks that boards can be asked for.

use contest::Timestamp;
use engine::agencies::AgencyTree;

/// The codes of the blocks that the agencies below `root` are of: the common ones first, then the province's own.
pub fn blocks<'a>(tree: &'a AgencyTree, root: &'a str, now: Timestamp) -> Vec<&'a str> {
    let blocks = tree.by_block(root, now);
    let codes = blocks.iter().filter_map(|block| block.agencies.first().map(|agency| agency.block.as_str()));
    codes.filter(|code| !code.is_empty()).collect()
}
