import BelfryModel

extension QuantityName {
    /// The quantity and the unit of a name that ends in one: `temperature_f`, `PM2.5_ug/m3`, `humidity %`.
    ///
    /// Only where the rest is a quantity that the taxonomy knows and the unit is one of its units: `people_in` is no length.
    /// The unit is empty everywhere else.
    static func parts(of name: String) -> (quantity: String, unit: String) {
        guard name.utf8.count <= byteLimit, let separator = name.lastIndex(where: { $0 == "_" || $0 == " " }) else {
            return (name, "")
        }
        let quantity = String(name[..<separator])
        let unit = String(name[name.index(after: separator)...])
        let isOneName = isKnown(name) && folded(name) != folded(quantity)
        guard !isOneName, isKnown(quantity), let declared = UnitName.unit(unit) else { return (name, "") }
        // Any temperature will do: what can be converted does not depend on it.
        let resolution = UnitResolution(
            Quantity(canonical(quantity)),
            declared: declared,
            isTextEmpty: false,
            referenceCelsius: 20
        )
        return resolution.isKnown ? (quantity, unit) : (name, "")
    }
}
