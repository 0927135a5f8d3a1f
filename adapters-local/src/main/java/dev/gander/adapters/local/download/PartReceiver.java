package dev.gander.adapters.local.download;

import dev.gander.adapters.local.hub.HubAnswer;
import dev.gander.adapters.local.hub.HubFailure;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes the body of an answer to the part file: after what is there if the server continues from
/// there, else from the beginning. Bodies of other answers are dropped.
///
/// @param size of the whole file; 0 if it is not known
record PartReceiver(PartFile part, long size) implements BodyHandler<@Nullable Void> {
  private static final Pattern RANGE = Pattern.compile("bytes ([0-9]{1,18})-.*");

  @Override
  public BodySubscriber<@Nullable Void> apply(ResponseInfo head) {
    int status = head.statusCode();
    if (status != 200 && status != 206) {
      return BodySubscribers.discarding();
    }
    if (HubAnswer.isWebPage(head.headers())) {
      return new Writer(part, size, HubAnswer.webPage());
    }
    return new Writer(part, size, status == 200 ? begun() : continued(begin(head)));
  }

  private @Nullable HubFailure begun() {
    try {
      part.restart();
      return null;
    } catch (IOException e) {
      return Writer.unwritten(e);
    }
  }

  private @Nullable HubFailure continued(long from) {
    return from == part.length()
        ? null
        : HubFailure.passing("the server sends another part of the file than asked for", null);
  }

  private static long begin(ResponseInfo head) {
    Matcher range = RANGE.matcher(head.headers().firstValue("content-range").orElse(""));
    return range.matches() ? Long.parseLong(range.group(1)) : -1;
  }

  private static final class Writer implements BodySubscriber<@Nullable Void> {
    private final PartFile part;
    private final long size;
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    /// @param failure if nothing is to be written
    Writer(PartFile part, long size, @Nullable HubFailure failure) {
      this.part = part;
      this.size = size;
      if (failure != null) {
        end.completeExceptionally(failure);
      }
    }

    /// The part file has the reason as well, for whoever decides what happens next.
    static HubFailure unwritten(IOException e) {
      return HubFailure.lasting("the part file cannot be written: " + e.getMessage());
    }

    @Override
    public CompletionStage<@Nullable Void> getBody() {
      return end;
    }

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
      if (end.isDone()) {
        given.cancel();
      } else {
        given.request(1);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
      if (end.isDone()) {
        return;
      }
      try {
        long count = pieces.stream().mapToLong(ByteBuffer::remaining).sum();
        if (size > 0 && part.length() + count > size) {
          stop(HubFailure.lasting("the server sends more than the " + size + " bytes of the file"));
          return;
        }
        part.append(pieces);
        request();
      } catch (IOException e) {
        stop(unwritten(e));
      }
    }

    private void stop(HubFailure failure) {
      end.completeExceptionally(failure);
      if (subscription != null) {
        subscription.cancel();
      }
    }

    private void request() {
      if (subscription != null) {
        subscription.request(1);
      }
    }

    @Override
    public void onError(Throwable failure) {
      end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      end.complete(null);
    }
  }
}
