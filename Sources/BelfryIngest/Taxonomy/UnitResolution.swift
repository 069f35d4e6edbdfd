import BelfryModel

/// The unit that a quantity is kept in, and how to get there from the declared one.
struct UnitResolution {
    var unit: Unit
    var isKnown: Bool
    var conversion: UnitConversion
    /// The air temperature that the conversion holds for; nil where it does not depend on one.
    var gasReferenceCelsius: Double?

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
        unit = canonical
        // A count without a unit is a count.
        let isBareCount = declared == nil && isTextEmpty && canonical == Unit("1")
        let linear = isBareCount ? .identity : declared.flatMap { Self.conversion(from: $0, to: canonical) }
        let gas = linear == nil ? GasConversion(quantity, referenceCelsius: referenceCelsius) : nil
        let known = linear ?? declared.flatMap { gas?.conversion(from: $0, to: canonical) }
        isKnown = known != nil
        conversion = known ?? .identity
        gasReferenceCelsius = linear == nil && isKnown ? referenceCelsius : nil
    }

    private static func conversion(from declared: Unit, to canonical: Unit) -> UnitConversion? {
        if let linear = declared.conversion(to: canonical) { return linear }
        // LAeq and its kin are A-weighted by definition; that a device writes "dB" leaves nothing open.
        return canonical == Unit("dB(A)") && declared == Unit("dB") ? .identity : nil
    }
}
