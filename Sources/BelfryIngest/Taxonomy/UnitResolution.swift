import BelfryModel

/// The unit that a quantity is kept in, and how to get there from the declared one.
struct UnitResolution {
    var unit: Unit
    var isKnown: Bool
    var conversion: UnitConversion

    /// - Parameters:
    ///   - quantity: what is measured.
    ///   - declared: the unit that payload, mapping or subscription declare; nil where none is known.
    ///   - isTextEmpty: whether nobody even tried to declare one.
    ///   - referenceCelsius: the temperature for gases.
    init(_ quantity: Quantity, declared: Unit?, isTextEmpty: Bool, referenceCelsius: Double) {
        guard let canonical = quantity.definition?.unit else {
            // A quantity that the taxonomy does not know is kept in the unit that it came in.
            unit = declared == Unit("[fraction]") ? Unit("1") : declared ?? .unknown
            isKnown = unit.isKnown
            conversion = .identity
            return
        }
        // A count without a unit is a count.
        let isBareCount = declared == nil && isTextEmpty && canonical == Unit("1")
        let known =
            isBareCount
            ? .identity
            : declared.flatMap { Self.conversion(of: quantity, from: $0, to: canonical, referenceCelsius) }
        unit = canonical
        isKnown = known != nil
        conversion = known ?? .identity
    }

    private static func conversion(
        of quantity: Quantity,
        from declared: Unit,
        to canonical: Unit,
        _ referenceCelsius: Double
    ) -> UnitConversion? {
        if let linear = declared.conversion(to: canonical) { return linear }
        // LAeq and its kin are A-weighted by definition; that a device writes "dB" leaves nothing open.
        if canonical == Unit("dB(A)"), declared == Unit("dB") { return .identity }
        return GasConversion(quantity, referenceCelsius: referenceCelsius)?
            .conversion(from: declared, to: canonical)
    }
}
