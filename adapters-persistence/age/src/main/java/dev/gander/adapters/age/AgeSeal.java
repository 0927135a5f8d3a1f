package dev.gander.adapters.age;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.exceptionfactory.jagged.DecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.keeping.Seals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

/// Files in the binary form; those with the armour of `age --armor` are opened too.
///
/// @param identities the first one seals
record AgeSeal(List<X25519Identity> identities) implements Seals.Seal {
  private static final byte[] ARMOUR = "-----BEGIN AGE ENCRYPTED FILE-----".getBytes(US_ASCII);

  @Override
  public byte[] seal(byte[] content) {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (WritableByteChannel channel =
        new StandardEncryptingChannelFactory()
            .newEncryptingChannel(
                Channels.newChannel(sealed), List.of(identities.getFirst().writer()))) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot encrypt in memory", e);
    }
    return sealed.toByteArray();
  }

  /// One after the other: the library gives up at the first identity that does not fit.
  @Override
  public byte[] open(byte[] sealed) {
    for (X25519Identity identity : identities) {
      try {
        return open(sealed, identity);
      } catch (GeneralSecurityException | IOException | RuntimeException _) {
        // The next one may fit; a damaged file is told below.
      }
    }
    throw new InvalidInput(
        "it cannot be opened: it is encrypted for other identities than "
            + String.join(", ", identities.stream().map(X25519Identity::recipient).toList())
            + ", or damaged");
  }

  private static byte[] open(byte[] sealed, X25519Identity identity)
      throws GeneralSecurityException, IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (ReadableByteChannel channel =
        form(sealed)
            .newDecryptingChannel(
                Channels.newChannel(new ByteArrayInputStream(sealed)),
                List.of(identity.reader()))) {
      ByteBuffer piece = ByteBuffer.allocate(65_536);
      while (channel.read(piece) >= 0) {
        content.write(piece.array(), 0, piece.position());
        piece.clear();
      }
    }
    return content.toByteArray();
  }

  private static DecryptingChannelFactory form(byte[] sealed) {
    return sealed.length > ARMOUR.length
            && Arrays.equals(ARMOUR, Arrays.copyOf(sealed, ARMOUR.length))
        ? new ArmoredDecryptingChannelFactory()
        : new StandardDecryptingChannelFactory();
  }

  @Override
  public String recipient() {
    return identities.getFirst().recipient();
  }
}
