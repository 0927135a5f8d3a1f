package dev.gander.testkit.keeping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.keeping.Seals;
import dev.gander.domain.keeping.Seals.Seal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The contract of every [Seals].
public interface SealsContract {
  Seals seals();

  @Test
  default void whatIsSealedIsOpenedByItsIdentityOnly() {
    Seal seal = seals().with(seals().newIdentity());
    byte[] sealed = seal.seal("KEY: größe\n".getBytes(UTF_8));

    assertArrayEquals("KEY: größe\n".getBytes(UTF_8), seal.open(sealed));
    assertFalse(new String(sealed, UTF_8).contains("größe"));
    Seal other = seals().with(seals().newIdentity());
    assertThrows(InvalidInput.class, () -> other.open(sealed));
    assertNotEquals(seal.recipient(), other.recipient());
  }

  @Test
  default void contentOfAnyLengthComesBack() {
    Seal seal = seals().with(seals().newIdentity());
    for (int length : List.of(0, 1, 65_535, 65_536, 65_537, 300_000)) {
      byte[] content = new byte[length];
      new Random(length).nextBytes(content);
      assertArrayEquals(content, seal.open(seal.seal(content)), () -> "of length " + length);
    }
  }

  @Test
  default void theFirstIdentitySealsAndEachOpens() {
    String old = seals().newIdentity();
    String fresh = seals().newIdentity();
    byte[] before = seals().with(old).seal("before".getBytes(UTF_8));
    Seal both = seals().with("# two\n\n" + fresh + "\r\n" + old);
    byte[] after = both.seal("after".getBytes(UTF_8));

    assertArrayEquals("before".getBytes(UTF_8), both.open(before));
    assertArrayEquals("after".getBytes(UTF_8), seals().with(fresh).open(after));
    assertThrows(InvalidInput.class, () -> seals().with(old).open(after));
  }

  @Test
  default void whatWasChangedOrCutOffIsRefused() {
    Seal seal = seals().with(seals().newIdentity());
    byte[] sealed = seal.seal("content of some length".getBytes(UTF_8));

    for (int at : List.of(0, sealed.length / 2, sealed.length - 1)) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertThrows(InvalidInput.class, () -> seal.open(changed), () -> "changed at " + at);
    }
    for (int length : List.of(0, 1, sealed.length / 2, sealed.length - 1)) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThrows(InvalidInput.class, () -> seal.open(cut), () -> "cut at " + length);
    }
    assertThrows(InvalidInput.class, () -> seal.open("KEY: plain\n".getBytes(UTF_8)));
  }

  @Test
  default void brokenIdentityIsRefusedByItsLineAndNotQuoted() {
    String identity = seals().newIdentity().strip();
    String broken = identity.substring(0, identity.length() - 3);

    assertThrows(InvalidInput.class, () -> seals().with(""));
    assertThrows(InvalidInput.class, () -> seals().with("# nothing\n\n"));
    InvalidInput failure =
        assertThrows(InvalidInput.class, () -> seals().with("# one\n" + "sk-no-identity"));
    assertTrue(failure.text().contains("line 2"), failure.text());
    assertFalse(failure.text().contains("sk-no-identity"), failure.text());
    failure = assertThrows(InvalidInput.class, () -> seals().with(broken));
    assertFalse(failure.text().contains(broken.substring(broken.length() - 20)), failure.text());
  }
}
