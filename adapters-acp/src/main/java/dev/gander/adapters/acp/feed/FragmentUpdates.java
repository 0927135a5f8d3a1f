package dev.gander.adapters.acp.feed;

import dev.gander.adapters.acp.rpc.RpcPeer;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.json.jackson.JsonFrame;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tells the fragments of an answer. They differ in a text only, so what stands around it is
/// written once. One thread.
final class FragmentUpdates {
  private final RpcPeer client;
  private final Function<Message, @Nullable JsonObject> form;
  private @Nullable Fragments last;

  /// @param frame null if the fragments have none
  private record Fragments(Message first, @Nullable JsonObject told, @Nullable JsonFrame frame) {}

  /// @param form the one notification that tells of a message; null if there is none, or are
  ///   several
  FragmentUpdates(RpcPeer client, Function<Message, @Nullable JsonObject> form) {
    this.client = client;
    this.form = form;
  }

  /// @return false if it is not such a fragment: nothing was told then
  boolean tell(Message message) {
    Content.Text text = message.words();
    if (text == null) {
      return false;
    }
    Fragments fragments = fragments(message);
    if (fragments.told() == null || fragments.frame() == null) {
      return false;
    }
    client.tell(fragments.told(), fragments.frame().with(text.text()));
    return true;
  }

  private Fragments fragments(Message message) {
    Fragments known = last;
    if (known == null || !known.first().isLike(message)) {
      JsonObject told = form.apply(message);
      JsonFrame frame = told == null ? null : JsonFrame.of(words -> told(message.withWords(words)));
      known = new Fragments(message, told, frame);
      last = known;
    }
    return known;
  }

  /// @param message like one that was told
  private JsonObject told(Message message) {
    return Objects.requireNonNull(form.apply(message));
  }
}
