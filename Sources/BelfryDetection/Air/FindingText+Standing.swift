import BelfryModel

extension FindingText {
    /// How far the numbers of a gateway may be taken: `provisional`, `provisional, low-cost sensor, corrected`.
    var standing: String {
        let caution = series.instrument.caution
        return caution.isEmpty ? "provisional" : "provisional, \(caution)"
    }
}
