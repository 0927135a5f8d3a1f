package dev.gander.adapters.http;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/// A model whose answers are played by a test, on a thread of their own.
final class PlayedModel implements Provider {
  /// One answer; an interrupt means that nobody wants the rest.
  interface Script {
    void play(Voice voice) throws InterruptedException;
  }

  /// Where an answer is spoken.
  interface Voice {
    /// Says a fragment of the answer, and returns when the client was told.
    void says(String text) throws InterruptedException;

    /// Makes a call without arguments.
    void calls(String id, String tool) throws InterruptedException;

    /// What the model was asked.
    ProviderRequest request();
  }

  private final List<ProviderRequest> requests = new CopyOnWriteArrayList<>();
  private volatile Script script = _ -> {};
  private volatile boolean deaf;
  private volatile ProviderException refusal;

  /// From now on each request fails.
  void refuses(ProviderException failure) {
    refusal = failure;
  }

  void plays(Script answer) {
    script = answer;
  }

  /// From now on whoever listens to it cannot be interrupted.
  void isDeafToInterrupts() {
    deaf = true;
  }

  /// What it was asked.
  List<ProviderRequest> requests() {
    return requests;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public List<String> models() {
    return List.of("scripted");
  }

  @Override
  public ProviderStream stream(ProviderRequest request) {
    requests.add(request);
    if (refusal != null) {
      throw refusal;
    }
    return new Answer(request, script, deaf);
  }

  private static final class Answer implements ProviderStream, Voice {
    private static final Message LAST = Message.assistant("end", 0);

    private final BlockingQueue<Message> said = new LinkedBlockingQueue<>();
    private final Semaphore told = new Semaphore(0);
    private boolean telling;
    private final ProviderRequest request;
    private final boolean deaf;
    private final Thread player;

    Answer(ProviderRequest request, Script script, boolean deaf) {
      this.request = request;
      this.deaf = deaf;
      player = Thread.ofVirtual().start(() -> play(script));
    }

    private void play(Script script) {
      try {
        script.play(this);
      } catch (InterruptedException _) {
        // Nobody listens any more.
      } finally {
        said.add(LAST);
      }
    }

    @Override
    public void says(String text) throws InterruptedException {
      say(new Content.Text(text));
    }

    private void say(Content content) throws InterruptedException {
      said.add(Message.assistant("m1", 1, content));
      told.acquire();
    }

    @Override
    public void calls(String id, String tool) throws InterruptedException {
      say(new Content.ToolRequest(id, Outcome.success(new ToolCall(tool, JsonObject.EMPTY))));
    }

    @Override
    public ProviderRequest request() {
      return request;
    }

    @Override
    public Optional<Delta> next() throws InterruptedException {
      if (telling) {
        telling = false;
        told.release();
      }
      Message next = deaf ? takeInPeace() : said.take();
      if (next.equals(LAST)) {
        said.add(LAST);
        return Optional.empty();
      }
      telling = true;
      return Optional.of(Delta.of(next));
    }

    private Message takeInPeace() {
      boolean interrupted = false;
      try {
        while (true) {
          try {
            return said.take();
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    public void close() {
      player.interrupt();
    }
  }
}
