import BelfryWindows

/// What the rules of one series say of its sensor, gathered rule by rule: its ordered windows share panes.
struct WindowAgreement: Sendable {
    private var holdNanoseconds: Int64?
    private var counterModulus: Double?
    private var bands: [ValueBand] = []

    var terms: OrderedTerms {
        OrderedTerms(
            holdNanoseconds: holdNanoseconds ?? OrderedTerms.usualHoldNanoseconds,
            counterModulus: counterModulus ?? 0,
            bands: bands
        )
    }

    /// Takes in what a rule says.
    ///
    /// - Returns: the aggregate with the place of its band.
    /// - Throws: ``RuleMismatch`` where another rule says otherwise; nothing has changed then.
    mutating func take(_ window: RuleWindow) throws(RuleMismatch) -> WindowAggregate {
        let order = window.order
        if let hold = order.holdNanoseconds, let other = holdNanoseconds, hold != other {
            throw RuleMismatch(
                reason:
                    "it lets a value hold for \(DurationText.text(ofNanoseconds: hold)), another rule of the series for "
                    + "\(DurationText.text(ofNanoseconds: other)); give one hold"
            )
        }
        if let modulus = order.counterModulus, let other = counterModulus, modulus != other {
            throw RuleMismatch(reason: "another rule of the series has a counter of modulus \(other); give one modulus")
        }
        let aggregate = try place(of: window)
        holdNanoseconds = order.holdNanoseconds ?? holdNanoseconds
        counterModulus = order.counterModulus ?? counterModulus
        return aggregate
    }

    private mutating func place(of window: RuleWindow) throws(RuleMismatch) -> WindowAggregate {
        guard case .share = window.aggregate, let band = window.order.band else { return window.aggregate }
        if let place = bands.firstIndex(of: band) { return .share(band: UInt8(clamping: place)) }
        guard bands.count < OrderedTerms.mostBands else {
            throw RuleMismatch(
                reason: "\(bands.count) other bands are kept for the series; let rules share bands"
            )
        }
        bands.append(band)
        return .share(band: UInt8(clamping: bands.count - 1))
    }
}
