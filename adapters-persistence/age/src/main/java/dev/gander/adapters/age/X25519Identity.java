package dev.gander.adapters.age;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519KeyFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.security.GeneralSecurityException;
import javax.crypto.spec.SecretKeySpec;

/// One identity.
///
/// @param recipient its public half, `age1…`
record X25519Identity(
    String recipient, RecipientStanzaReader reader, RecipientStanzaWriter writer) {

  /// @throws IllegalArgumentException if it is not in the form `AGE-SECRET-KEY-1…`
  static X25519Identity parse(String text) throws GeneralSecurityException {
    SecretKeySpec secret = new SecretKeySpec(text.getBytes(US_ASCII), "X25519");
    String recipient = new X25519KeyFactory().translateKey(secret).toString();
    return new X25519Identity(
        recipient,
        X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(text),
        X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient));
  }
}
