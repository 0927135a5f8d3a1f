package dev.gander.adapters.persistence.secrets;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.keeping.Seals;
import java.util.function.Supplier;

/// The seal of the identities as they are now: another process may have changed them and the file.
/// A file is read before it is written, so that the new ones are known by then.
final class CurrentSeal implements Seals.Seal {
  private final Supplier<Seals.Seal> current;
  private volatile Seals.Seal known;

  /// @param current reads the identities
  CurrentSeal(Supplier<Seals.Seal> current) {
    this.current = current;
    this.known = current.get();
  }

  @Override
  public byte[] seal(byte[] content) {
    return known.seal(content);
  }

  @Override
  public byte[] open(byte[] sealed) {
    try {
      return known.open(sealed);
    } catch (InvalidInput _) {
      known = current.get();
      return known.open(sealed);
    }
  }

  @Override
  public String recipient() {
    return known.recipient();
  }
}
