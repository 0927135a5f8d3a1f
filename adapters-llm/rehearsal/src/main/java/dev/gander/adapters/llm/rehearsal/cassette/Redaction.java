package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.domain.config.SecretMask;
import dev.gander.domain.json.Json;
import dev.gander.domain.message.FragmentJoin;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.provider.Delta;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Removes secrets before writing.
///
/// @param secrets the known ones; values that look like a secret, or have the name of one, are
///   hidden too
record Redaction(Collection<String> secrets) {

  /// The JSON form of an exchange without secrets. A secret spread over several fragments of an
  /// answer would not be found: such an answer is stored in one piece.
  Json of(Exchange exchange) {
    List<Message> joined = joined(exchange.answer());
    Json whole = MessageJson.writeAll(joined);
    Exchange kept =
        hidden(whole).equals(whole)
            ? exchange
            : new Exchange(
                exchange.service(),
                exchange.request(),
                inOnePiece(joined, exchange.answer()),
                exchange.ending());
    return hidden(ExchangeJson.write(kept));
  }

  private static List<Message> joined(List<Delta> answer) {
    FragmentJoin join = new FragmentJoin();
    answer.stream().map(Delta::message).filter(Objects::nonNull).forEach(join::add);
    return join.messages();
  }

  private static List<Delta> inOnePiece(List<Message> joined, List<Delta> answer) {
    return Stream.concat(
            joined.stream().map(Delta::of),
            answer.stream().map(Delta::usage).filter(Objects::nonNull).map(Delta::of))
        .toList();
  }

  /// The value without secrets.
  private Json hidden(Json value) {
    return SecretMask.inJson(value, secrets);
  }
}
