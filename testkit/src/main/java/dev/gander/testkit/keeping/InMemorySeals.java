package dev.gander.testkit.keeping;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.keeping.Seals;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// Seals that keep no secret from anybody who tries: the content is inverted, and begins with whom
/// it is for and a checksum.
public final class InMemorySeals implements Seals {
  private static final Pattern IDENTITY = Pattern.compile("identity-[0-9a-f-]{36}");

  @Override
  public Seal with(String identities) {
    List<String> valid = new ArrayList<>();
    List<String> lines = identities.lines().map(String::strip).toList();
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      if (IDENTITY.matcher(line).matches()) {
        valid.add(line);
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        throw new InvalidInput("line " + (at + 1) + " is no identity");
      }
    }
    if (valid.isEmpty()) {
      throw new InvalidInput("there is no identity");
    }
    return new Inverted(List.copyOf(valid));
  }

  @Override
  public String newIdentity() {
    return "# new\nidentity-" + UUID.randomUUID() + "\n";
  }

  private record Inverted(List<String> identities) implements Seal {
    private static final int HEAD = 45;

    @Override
    public byte[] seal(byte[] content) {
      ByteBuffer sealed = ByteBuffer.allocate(HEAD + Long.BYTES + content.length);
      sealed.put(identities.getFirst().getBytes(UTF_8)).putLong(sum(content));
      sealed.put(inverted(content));
      return sealed.array();
    }

    @Override
    public byte[] open(byte[] sealed) {
      if (sealed.length < HEAD + Long.BYTES
          || !identities.contains(new String(sealed, 0, HEAD, UTF_8))) {
        throw new InvalidInput("it is sealed for others, or not at all");
      }
      byte[] content = inverted(Arrays.copyOfRange(sealed, HEAD + Long.BYTES, sealed.length));
      if (ByteBuffer.wrap(sealed, HEAD, Long.BYTES).getLong() != sum(content)) {
        throw new InvalidInput("it was changed");
      }
      return content;
    }

    @Override
    public String recipient() {
      return "recipient of " + identities.getFirst().hashCode();
    }

    private static byte[] inverted(byte[] content) {
      byte[] inverted = content.clone();
      for (int at = 0; at < inverted.length; at++) {
        inverted[at] ^= (byte) 0xff;
      }
      return inverted;
    }

    private static long sum(byte[] content) {
      CRC32 sum = new CRC32();
      sum.update(content);
      return sum.getValue();
    }
  }
}
