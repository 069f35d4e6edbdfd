/// The fields of one record, before the base fields are added.
struct SenMLRecord {
    var name = SenMLText()
    /// nil takes the base unit.
    var unit: SenMLText?
    var time = SenMLTime()
    var value: Double?
    var sum: Double?
    /// How many of v, vs, vb and vd there are.
    var valueFields = 0
    var hasOtherValue = false
}
