package dev.gander.provider.kit.wire;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The body of a request: its members, and the messages as UTF-8, written one by one so that those
/// of earlier requests need not be written again. An item may contain several messages, separated
/// by commas. `list` is the name of the member with the messages.
public record RequestBody(JsonObject members, String list, List<Payload> messages) {
  /// From this length on, a message is not copied beside others.
  private static final int HUGE = 1024 * 1024;

  public RequestBody {
    messages = List.copyOf(messages);
  }

  public RequestBody(JsonObject members, List<Payload> messages) {
    this(members, "messages", messages);
  }

  /// The messages of an item.
  public static List<Json> read(Payload item) {
    String text = "[" + new String(item.bytes(), StandardCharsets.UTF_8) + "]";
    return ((JsonArray) JsonText.parse(text)).items();
  }

  /// An item that contains these messages.
  public static Payload write(List<? extends Json> messages) {
    // Most items are one message, which may be huge.
    return messages.size() == 1
        ? Payload.of(messages.getFirst())
        : Payload.of(
            messages.stream()
                .map(JsonText::write)
                .collect(Collectors.joining(","))
                .getBytes(StandardCharsets.UTF_8));
  }

  public RequestBody withMembers(JsonObject changed) {
    return new RequestBody(changed, list, messages);
  }

  /// The whole body as UTF-8, in which a huge message stays as it is.
  public Payload payload() {
    long length = 0;
    boolean hasHuge = false;
    for (Payload message : messages) {
      length += message.length();
      hasHuge |= isHuge(message);
    }
    return hasHuge ? pieces() : Payload.of(bytes(length));
  }

  private Payload pieces() {
    List<byte[]> parts = new ArrayList<>();
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    byte[] head = JsonText.bytes(members);
    small.write(head, 0, head.length - 1);
    small.writeBytes(begin());
    for (int i = 0; i < messages.size(); i++) {
      if (i > 0) {
        small.write(',');
      }
      if (isHuge(messages.get(i))) {
        parts.add(small.toByteArray());
        parts.addAll(messages.get(i).parts());
        small.reset();
      } else {
        messages.get(i).parts().forEach(small::writeBytes);
      }
    }
    small.writeBytes(new byte[] {']', '}'});
    parts.add(small.toByteArray());
    return new Payload(parts);
  }

  private static boolean isHuge(Payload message) {
    return message.length() >= HUGE;
  }

  /// What stands between the members and the messages.
  private byte[] begin() {
    String comma = members.isEmpty() ? "" : ",";
    return (comma + "\"" + list + "\":[").getBytes(StandardCharsets.UTF_8);
  }

  /// The whole body as UTF-8.
  public byte[] bytes() {
    return bytes(messages.stream().mapToLong(Payload::length).sum());
  }

  /// @param length of all messages
  private byte[] bytes(long length) {
    byte[] head = JsonText.bytes(members);
    byte[] begin = begin();
    int commas = Math.max(0, messages.size() - 1);
    long size = head.length - 1L + begin.length + commas + length + 2;
    byte[] body = new byte[Math.toIntExact(size)];
    int at = append(head, head.length - 1, body, 0);
    at = append(begin, begin.length, body, at);
    for (int i = 0; i < messages.size(); i++) {
      if (i > 0) {
        body[at++] = ',';
      }
      at = messages.get(i).copyTo(body, at);
    }
    body[at++] = ']';
    body[at] = '}';
    return body;
  }

  private static int append(byte[] source, int length, byte[] target, int at) {
    System.arraycopy(source, 0, target, at, length);
    return at + length;
  }
}
