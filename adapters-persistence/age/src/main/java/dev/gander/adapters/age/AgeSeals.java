package dev.gander.adapters.age;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.keeping.Seals;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;

/// Seals in the format of age, version 1. Identities are lines `AGE-SECRET-KEY-1…`, as `age-keygen`
/// writes them.
public final class AgeSeals implements Seals {

  @Override
  public Seal with(String identities) {
    List<X25519Identity> valid = new ArrayList<>();
    List<String> lines = identities.lines().map(String::strip).toList();
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      if (!line.isEmpty() && !line.startsWith("#")) {
        valid.add(identity(line, at + 1));
      }
    }
    if (valid.isEmpty()) {
      throw new InvalidInput("there is no line AGE-SECRET-KEY-1…");
    }
    return new AgeSeal(List.copyOf(valid));
  }

  private static X25519Identity identity(String line, int number) {
    try {
      return X25519Identity.parse(line);
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      // What they say may quote the line.
      throw new InvalidInput("line " + number + " is not a valid AGE-SECRET-KEY-1…");
    }
  }

  @Override
  public String newIdentity() {
    try {
      KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
      return "# public key: " + pair.getPublic() + "\n" + pair.getPrivate() + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no X25519", e);
    }
  }
}
