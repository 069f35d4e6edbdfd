/// Which Belfry this is: the one place that names the version.
public enum Release {
    /// Semantic version (semver.org, 2.0.0).
    public static let version = "0.1.0"
}
