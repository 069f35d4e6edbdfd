public import BelfryModel

extension SeriesCatalog {
    /// The series of a key that comes from a table and not from a message, new if it has to be.
    ///
    /// - Returns: nil where it would be new and the limit is reached.
    public func series(of key: SeriesKey, unit: Unit, domain: Domain) -> SeriesDescriptor? {
        switch admit(key, unit: unit, domain: domain, zone: "") {
        case .known(let descriptor), .new(let descriptor): descriptor
        case .full: nil
        }
    }
}
