package dev.gander.adapters.nostr;

import dev.gander.domain.error.InvalidInput;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where to find an event: its id and the relays that may have it. Its text form is a `nevent1…`
/// (NIP-19).
///
/// @param relays without repetition
/// @param author the public key that signed the event, as hexadecimal digits; only a hint
/// @param kind only a hint
record EventPointer(
    EventId id, List<RelayAddress> relays, @Nullable String author, @Nullable Long kind) {
  private static final String PREFIX = "nevent";
  private static final int ID = 0;
  private static final int RELAY = 1;
  private static final int AUTHOR = 2;
  private static final int KIND = 3;

  EventPointer {
    relays = List.copyOf(new LinkedHashSet<>(relays));
  }

  /// @throws InvalidInput if the text is not a nevent; members of unknown kinds are ignored
  static EventPointer parse(String nevent) {
    ByteBuffer members = ByteBuffer.wrap(Bech32.decode(PREFIX, nevent));
    EventId id = null;
    String author = null;
    Long kind = null;
    List<RelayAddress> relays = new ArrayList<>();
    while (members.hasRemaining()) {
      int type = Byte.toUnsignedInt(members.get());
      byte[] value = value(members);
      switch (type) {
        case ID -> id = id == null ? EventId.of(value) : id;
        case RELAY -> relays.add(new RelayAddress(new String(value, StandardCharsets.UTF_8)));
        case AUTHOR -> author = author == null ? HexFormat.of().formatHex(value) : author;
        case KIND -> kind = kind == null ? number(value) : kind;
        default -> {}
      }
    }
    if (id == null) {
      throw new InvalidInput("The nevent names no event");
    }
    return new EventPointer(id, relays, author, kind);
  }

  String nevent() {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    put(members, ID, id.bytes());
    if (author != null) {
      put(members, AUTHOR, HexFormat.of().parseHex(author));
    }
    if (kind != null) {
      put(members, KIND, ByteBuffer.allocate(Integer.BYTES).putInt(kind.intValue()).array());
    }
    for (RelayAddress relay : relays) {
      put(members, RELAY, relay.text().getBytes(StandardCharsets.US_ASCII));
    }
    return Bech32.encode(PREFIX, members.toByteArray());
  }

  private static void put(ByteArrayOutputStream members, int type, byte[] value) {
    members.write(type);
    members.write(value.length);
    members.writeBytes(value);
  }

  private static byte[] value(ByteBuffer members) {
    int length = members.hasRemaining() ? Byte.toUnsignedInt(members.get()) : Integer.MAX_VALUE;
    if (length > members.remaining()) {
      throw new InvalidInput("The nevent ends too early");
    }
    byte[] value = new byte[length];
    members.get(value);
    return value;
  }

  private static long number(byte[] value) {
    if (value.length != Integer.BYTES) {
      throw new InvalidInput("The nevent's kind must have four bytes");
    }
    return Integer.toUnsignedLong(ByteBuffer.wrap(value).getInt());
  }
}
