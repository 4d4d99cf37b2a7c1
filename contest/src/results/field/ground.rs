//! A field with its rules and facts, looked up by number.

use std::collections::BTreeSet;

use super::{
    Facts, Field, Group,
    build::{NONE, Row},
    facts::PersonFacts,
};
use crate::{
    agencies::Block,
    contests::{Apart, Rules, TrackKind},
};

/// A field with its rules and facts.
pub(super) struct Ground<'a> {
    pub field: &'a Field,
    pub rules: &'a Rules,
    pub facts: &'a Facts,
    /// By person.
    people: Vec<Option<&'a PersonFacts>>,
    /// All blocks, sorted.
    blocks: Vec<&'a str>,
    /// By a block's number in the field.
    block_of_name: Vec<u32>,
    /// By agency, from the facts.
    block_of_agency: Vec<u32>,
}

impl<'a> Ground<'a> {
    pub fn new(field: &'a Field, rules: &'a Rules, facts: &'a Facts) -> Self {
        let mut people = vec![None; field.people.len()];
        for person in &facts.people {
            if let Some(number) = field.people.find(&person.person) {
                people[number as usize] = Some(person);
            }
        }
        let in_rows = (0..field.blocks.len() as u32).map(|number| field.blocks.get(number));
        let in_facts = facts.agencies.iter().filter_map(|agency| agency.block.as_ref()).map(Block::code);
        let blocks: BTreeSet<&str> = in_rows.chain(in_facts).collect();
        let blocks: Vec<&str> = blocks.into_iter().collect();
        let find = |name: &str| blocks.binary_search(&name).map_or(NONE, |place| place as u32);
        let block_of_name = (0..field.blocks.len() as u32).map(|number| find(field.blocks.get(number))).collect();
        let mut block_of_agency = vec![NONE; field.agencies.len()];
        for agency in &facts.agencies {
            if let (Some(number), Some(block)) = (field.agencies.find(&agency.code), &agency.block) {
                block_of_agency[number as usize] = find(block.code());
            }
        }
        Self { field, rules, facts, people, blocks, block_of_name, block_of_agency }
    }

    /// What is known of a person.
    pub fn person(&self, person: u32) -> Option<&'a PersonFacts> {
        self.people.get(person as usize).copied().flatten()
    }

    /// The number of an attempt's block: its own, or else its agency's.
    pub fn block(&self, row: &Row) -> u32 {
        let of = |blocks: &[u32], number: u32| blocks.get(number as usize).copied().unwrap_or(NONE);
        if row.block == NONE { of(&self.block_of_agency, row.agency) } else { of(&self.block_of_name, row.block) }
    }

    /// The code of a block; empty for none.
    pub fn block_code(&self, block: u32) -> &'a str {
        self.blocks.get(block as usize).copied().unwrap_or_default()
    }

    /// By agency the code of its block, from the facts; empty for none.
    pub fn agency_blocks(&self) -> Vec<Box<str>> {
        self.block_of_agency.iter().map(|&block| self.block_code(block).into()).collect()
    }

    /// Which of those who are compared an attempt belongs to, as a number in the groups' order.
    pub fn group_key(&self, apart: Apart, row: &Row) -> u32 {
        match apart {
            Apart::Together => 0,
            Apart::Track => row.track as u32,
            Apart::Block => self.block(row),
        }
    }

    /// The group with that number.
    pub fn group(&self, apart: Apart, key: u32) -> Group {
        match apart {
            Apart::Together => Group::All,
            Apart::Track => {
                Group::Track(if key == TrackKind::Staff as u32 { TrackKind::Staff } else { TrackKind::Citizens })
            }
            Apart::Block => Group::Block(self.block_code(key).to_owned()),
        }
    }
}
