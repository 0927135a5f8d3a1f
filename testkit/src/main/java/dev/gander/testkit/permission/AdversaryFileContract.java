package dev.gander.testkit.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.permission.AdversaryFile;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [AdversaryFile]. There is no file at first.
public interface AdversaryFileContract {
  AdversaryFile adversary();

  /// Writes the file.
  void write(String text);

  /// Replaces the file with something that cannot be read.
  void breakIt();

  @Test
  default void withoutAFileThereAreNoRules() {
    assertEquals(Optional.empty(), adversary().text());
  }

  @Test
  default void theFileIsReadAgainEachTime() {
    write("Block ünything.\n");
    assertEquals(Optional.of("Block ünything.\n"), adversary().text());

    write("");
    assertEquals(Optional.of(""), adversary().text());
  }

  @Test
  default void aFileThatCannotBeReadIsNotMistakenForNone() {
    write("Block everything.");
    breakIt();

    assertThrows(StorageException.class, () -> adversary().text());
  }
}
