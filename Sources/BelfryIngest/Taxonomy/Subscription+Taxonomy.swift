// What the taxonomy says of words in a configuration, before the first message shows that they mean nothing.

public import BelfryModel

extension Subscription {
    /// The unit that a quantity is kept in, where the declared one can never be turned into it; nil where it can.
    ///
    /// Such a declaration would leave every reading without a unit, and a number without a unit is compared with nothing.
    ///
    /// - Parameter name: the quantity as sources write it.
    public static func unitContradicting(_ declared: Unit, of name: String) -> Unit? {
        let quantity = Quantity(QuantityName.canonical(name))
        // Any temperature will do: what can be converted does not depend on it.
        let resolution = UnitResolution(quantity, declared: declared, isTextEmpty: false, referenceCelsius: 20)
        return resolution.isKnown ? nil : resolution.unit
    }

    /// The name under which a quantity is kept, from a spelling that sources use: `humidity` → `relative_humidity`.
    public static func quantityName(ofSpelling name: String) -> String {
        QuantityName.canonical(name)
    }
}
