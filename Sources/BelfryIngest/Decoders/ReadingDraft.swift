import BelfryModel

/// A value as its payload tells it, before anybody has looked at what the names in it mean.
///
/// Plain bits, since it is made for every value of every message. Names are spans of the buffer's text; what they mean
/// is looked up once and remembered by channel.
struct ReadingDraft: BitwiseCopyable {
    /// May be infinite, for a number beyond the range of a double; never NaN.
    var value: Double
    var time: DraftTime
    var names: DraftNames
    /// What the decoder noticed.
    var flags: QualityFlags = []
}

/// What a payload calls a value: three texts one after the other in the buffer, and a term of the decoder's own.
///
///     text:  │ sensor, or base name │ quantity, or name │ unit │
struct DraftNames: BitwiseCopyable {
    var start: UInt32 = 0
    var sensorLength: UInt16 = 0
    var quantityLength: UInt16 = 0
    var unitLength: UInt16 = 0
    /// An index into a table of quantities that the decoder brings along; −1 where the text names the quantity.
    var term: Int16 = -1

    /// Bytes of all three texts.
    var length: Int { Int(sensorLength) + Int(quantityLength) + Int(unitLength) }
}

/// The names of a draft as text, for the rare path that looks up what they mean.
struct DraftText {
    var sensor: String
    var quantity: String
    var unit: String
    var term: Int
}
