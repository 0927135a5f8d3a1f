package dev.gander.adapters.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.util.UUID;

/// `POST /v1/chat/completions`.
record ChatHandler(LoadedModel model) implements HttpHandler {
  private static final int LONGEST_BODY = 64 << 20;

  /// A request that has been understood.
  ///
  /// @param most tokens of the answer
  /// @param tokens of the prompt
  private record Task(InferenceParameters parameters, int most, int tokens) {}

  @Override
  public void handle(HttpExchange call) throws IOException {
    try {
      answer(call);
    } finally {
      call.close();
    }
  }

  private void answer(HttpExchange call) throws IOException {
    try {
      JsonFields body = JsonFields.of(JsonText.parse(body(call)));
      Task task = task(body);
      if (task.tokens() >= model.context()) {
        refuseLength(call, task.tokens());
      } else {
        answerInTurn(task, output(call, body));
      }
    } catch (InvalidShape | JsonSyntaxException e) {
      Replies.refuse(call, 400, String.valueOf(e.getMessage()), "invalid_request_error");
    }
  }

  private static byte[] body(HttpExchange call) throws IOException {
    byte[] body = call.getRequestBody().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      throw new InvalidShape("the request is too long");
    }
    return body;
  }

  private Task task(JsonFields body) {
    if (body.object().array("tools").orElse(JsonArray.of()).items().isEmpty()) {
      String prompt = model.prompt(Conversation.of(body));
      int tokens = model.count(prompt);
      TokenChoice choice = new TokenChoice(body);
      int most = choice.most(Math.max(1, model.context() - tokens));
      InferenceParameters parameters =
          new InferenceParameters(prompt).setCachePrompt(true).setNPredict(most);
      choice.apply(parameters);
      return new Task(parameters, most, tokens);
    }
    throw new InvalidShape("tools are not supported by this engine");
  }

  private void refuseLength(HttpExchange call, int tokens) throws IOException {
    Replies.refuse(
        call,
        400,
        "the request exceeds the available context size: %d tokens, and the context has %d"
            .formatted(tokens, model.context()),
        "exceed_context_size_error");
  }

  private ChatOutput output(HttpExchange call, JsonFields body) throws IOException {
    ChatIdentity identity =
        new ChatIdentity(
            "chatcmpl-" + UUID.randomUUID(), System.currentTimeMillis() / 1000, model.alias());
    boolean streams = body.object().get("stream") == JsonBool.TRUE;
    boolean counts =
        body.object()
            .object("stream_options")
            .filter(options -> options.get("include_usage") == JsonBool.TRUE)
            .isPresent();
    return streams ? ChatEvents.on(call, identity, counts) : new ChatDocument(call, identity);
  }

  private void answerInTurn(Task task, ChatOutput output) throws IOException {
    output.begin();
    try {
      model.enter();
    } catch (InterruptedException e) {
      throw new IOException("the program ends", e);
    }
    try {
      // Whoever has left meanwhile wants no prompt to be read.
      output.keepAlive();
      answer(task, output);
    } finally {
      model.leave();
    }
  }

  private void answer(Task task, ChatOutput output) throws IOException {
    LlamaIterator pieces = model.generate(task.parameters());
    StringBuilder said = new StringBuilder();
    int count = 0;
    try {
      while (pieces.hasNext()) {
        String piece = pieces.next().text;
        if (!piece.isEmpty()) {
          count++;
          said.append(piece);
          output.text(piece);
        }
      }
    } catch (IOException e) {
      // The client has left: nothing else stops the library.
      pieces.cancel();
      throw e;
    }
    int tokens = Math.max(count, said.isEmpty() ? 0 : model.count(said.toString()));
    output.end(tokens >= task.most() ? "length" : "stop", usage(task.tokens(), tokens));
  }

  private static JsonObject usage(int prompt, int completion) {
    return JsonObject.builder()
        .put("prompt_tokens", prompt)
        .put("completion_tokens", completion)
        .put("total_tokens", prompt + completion)
        .build();
  }
}
