/// How a stored list becomes a new one: entries leave anywhere, new ones come at the end.
///
/// An incident carries its whole timeline with every event, and the timeline only grows, or loses old entries at its
/// limit: writing what changed spares the flash the rest.
struct ListDifference<Element: Equatable>: Equatable {
    /// Positions in the old list, ascending.
    var removed: [Int] = []
    var appended: [Element] = []

    /// Right for any two lists, short where `new` is `old` without some entries and with others after them; O(n).
    init(from old: [Element], to new: [Element]) {
        var next = 0
        for (position, element) in old.enumerated() {
            if next < new.count, new[next] == element {
                next += 1
            } else {
                removed.append(position)
            }
        }
        appended = Array(new[next...])
    }
}
