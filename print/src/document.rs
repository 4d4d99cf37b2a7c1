//! Pages, fonts and the drum, put together.

use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::{
    Content, Filter, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr,
    types::{ActionType, AnnotationType, CidFontType, FontFlags, SystemInfo, UnicodeCmap},
};
use subsetter::subset;

use crate::{
    PrintError,
    canvas::Color,
    drum,
    face::{Face, Faces, Family, Style},
};

const SYSTEM: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
const UNICODE: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"UCS"), supplement: 0 };

/// The name under which pages find the drum.
pub(crate) const DRUM_NAME: &[u8] = b"D";

/// Where objects go.
struct Refs(i32);

impl Refs {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// A place on a page that leads elsewhere when it is clicked.
pub(crate) struct Link<'a> {
    /// Left, bottom, right and top, in points.
    pub place: (f32, f32, f32, f32),
    pub address: &'a str,
    pub says: &'a str,
}

/// A file in the making. The letters that pages use are noted in `faces`.
pub(crate) struct Document {
    pub faces: Faces,
    pdf: Pdf,
    refs: Refs,
    catalog: Ref,
    tree: Ref,
    info: Ref,
    drum: Option<Ref>,
    fonts: Vec<(Style, Ref)>,
    pages: Vec<Ref>,
}

impl Document {
    pub fn new(family: Family) -> Result<Self, PrintError> {
        let mut refs = Refs(0);
        let (catalog, tree, info) = (refs.next(), refs.next(), refs.next());
        let faces = Faces::of(family)?;
        let fonts = faces.all().map(|face| (face.style, refs.next())).collect();
        Ok(Self { faces, pdf: Pdf::new(), refs, catalog, tree, info, drum: None, fonts, pages: Vec::new() })
    }

    /// A file whose pages find the drum under [`DRUM_NAME`], in this colour.
    pub fn with_drum(family: Family, color: Color) -> Result<Self, PrintError> {
        let mut new = Self::new(family)?;
        let id = new.refs.next();
        write_drum(&mut new.pdf, id, color);
        new.drum = Some(id);
        Ok(new)
    }

    /// Adds a page of this width and height in points.
    pub fn page(&mut self, (width, height): (f32, f32), drawn: Content, link: Option<&Link>) {
        let (page, content) = (self.refs.next(), self.refs.next());
        write_stream(&mut self.pdf, content, drawn);
        let link = link.map(|link| {
            let id = self.refs.next();
            write_link(&mut self.pdf, id, link);
            id
        });
        let mut written = self.pdf.page(page);
        written.media_box(Rect::new(0.0, 0.0, width, height)).parent(self.tree).contents(content);
        if let Some(link) = link {
            written.annotations([link]);
        }
        let mut resources = written.resources();
        if let Some(drum) = self.drum {
            resources.x_objects().pair(Name(DRUM_NAME), drum);
        }
        resources.fonts().pairs(self.fonts.iter().map(|(style, font)| (Name(style.resource()), *font)));
        resources.finish();
        self.pages.push(page);
    }

    /// The file, in Vietnamese, with its title.
    pub fn finish(mut self, title: &str) -> Result<Vec<u8>, PrintError> {
        for (face, (_, font)) in self.faces.all().zip(&self.fonts) {
            write_font(&mut self.pdf, &mut self.refs, face, *font)?;
        }
        let (mut pdf, count) = (self.pdf, self.pages.len() as i32);
        pdf.pages(self.tree).kids(self.pages).count(count);
        pdf.catalog(self.catalog).pages(self.tree).lang(TextStr("vi-VN")).viewer_preferences().display_doc_title(true);
        pdf.document_info(self.info).title(TextStr(title));
        Ok(pdf.finish())
    }
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec_zlib(bytes, 8)
}

fn write_stream(pdf: &mut Pdf, id: Ref, content: Content) {
    pdf.stream(id, &deflated(&content.finish())).filter(Filter::FlateDecode);
}

fn write_drum(pdf: &mut Pdf, id: Ref, color: Color) {
    let mut content = Content::new();
    drum::draw(&mut content, (0.0, 0.0), 1.0, color);
    let bytes = deflated(&content.finish());
    let reach = drum::RADIUS;
    let mut drawn = pdf.form_xobject(id, &bytes);
    drawn.filter(Filter::FlateDecode);
    drawn.bbox(Rect::new(-reach, -reach, reach, reach));
}

fn write_link(pdf: &mut Pdf, id: Ref, link: &Link) {
    let (left, bottom, right, top) = link.place;
    let mut written = pdf.annotation(id);
    written.subtype(AnnotationType::Link).rect(Rect::new(left, bottom, right, top)).border(0.0, 0.0, 0.0, None);
    written.contents(TextStr(link.says));
    written.action().action_type(ActionType::Uri).uri(Str(link.address.as_bytes()));
}

/// A face with the letters that are used, and what each of them is.
fn write_font(pdf: &mut Pdf, refs: &mut Refs, face: &Face, font: Ref) -> Result<(), PrintError> {
    let (cid, descriptor, cmap, file) = (refs.next(), refs.next(), refs.next(), refs.next());
    let failed = |error: subsetter::Error| PrintError::Font(error.to_string());
    let bytes = subset(face.bytes, 0, &face.used).map_err(failed)?;
    let name = format!("{}+{}", tag(face), face.name);
    let name = Name(name.as_bytes());
    let per_mille = 1000.0 / f32::from(face.parsed.units_per_em());
    let scaled = |units: i16| f32::from(units) * per_mille;

    pdf.type0_font(font).base_font(name).encoding_predefined(Name(b"Identity-H")).descendant_font(cid).to_unicode(cmap);
    let widths = face.used.remapped_gids().map(|glyph| {
        let advance = face.parsed.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or_default();
        f32::from(advance) * per_mille
    });
    let mut written = pdf.cid_font(cid);
    written.subtype(CidFontType::Type2).base_font(name).system_info(SYSTEM).font_descriptor(descriptor);
    written.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
    written.widths().consecutive(0, widths);
    written.finish();

    let bounds = face.parsed.global_bounding_box();
    let slanted = face.style == Style::Italic;
    let flags = FontFlags::SYMBOLIC | FontFlags::SERIF;
    pdf.font_descriptor(descriptor)
        .name(name)
        .flags(if slanted { flags | FontFlags::ITALIC } else { flags })
        .bbox(Rect::new(scaled(bounds.x_min), scaled(bounds.y_min), scaled(bounds.x_max), scaled(bounds.y_max)))
        .italic_angle(if slanted { -12.0 } else { 0.0 })
        .ascent(scaled(face.parsed.ascender()))
        .descent(scaled(face.parsed.descender()))
        .cap_height(scaled(face.parsed.capital_height().unwrap_or_default()))
        .stem_v(if face.style == Style::Bold { 140.0 } else { 80.0 })
        .font_file2(file);
    let mut unicode = UnicodeCmap::new(Name(b"Custom"), UNICODE);
    for (&number, &letter) in &face.letters {
        unicode.pair(number, letter);
    }
    let unicode = deflated(&unicode.finish());
    pdf.cmap(cmap, &unicode).filter(Filter::FlateDecode);
    let length = bytes.len() as i32;
    let bytes = deflated(&bytes);
    pdf.stream(file, &bytes).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
    Ok(())
}

/// Six capital letters that tell one subset of a face from another: a sum of its letters (FNV-1a).
fn tag(face: &Face) -> String {
    let sum = face.letters.values().fold(0xcbf2_9ce4_8422_2325_u64, |sum, letter| {
        (sum ^ u64::from(u32::from(*letter))).wrapping_mul(0x0100_0000_01b3)
    });
    (0..6_u32).map(|place| char::from(b'A' + (sum >> (place * 8)) as u8 % 26)).collect()
}
