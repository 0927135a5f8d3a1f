package dev.gander.domain.budget;

import java.util.List;

/// What was used, entry by entry. Thread-safe.
public interface SpendingLedger {
  /// Appends an entry and does not wait for the disk: a kill of the machine may lose the newest
  /// entries, one of the process none that were written. A ledger that cannot be written logs so
  /// and drops the entry, since what it tells has been used already.
  void append(UsageEntry entry);

  /// What an account has used, with everything that was appended before; nothing for one without
  /// entries, and for turns, which have none.
  ///
  /// @throws dev.gander.domain.error.StorageException if the ledger cannot be read
  Spending spent(Account account);

  /// Sums in the order of [UsageSum#order], each with everything that was appended before.
  ///
  /// @throws dev.gander.domain.error.StorageException if the ledger cannot be read
  List<UsageSum> sums(UsageQuery query);

  /// How many entries [#forget] would remove now.
  ///
  /// @throws dev.gander.domain.error.StorageException if the ledger cannot be read
  long surplus(EntryBounds bounds);

  /// Removes single entries. What accounts have spent and sums stay as they are. Creates nothing if
  /// nothing was ever appended; others can append meanwhile.
  ///
  /// @return how many are gone
  /// @throws dev.gander.domain.error.StorageException if the ledger cannot be written; some may be
  ///   gone then
  long forget(EntryBounds bounds);
}
