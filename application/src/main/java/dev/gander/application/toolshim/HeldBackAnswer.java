package dev.gander.application.toolshim;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.FragmentJoin;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// An answer that is read to its end before any of it is returned. If it broke off, or reading it
/// was interrupted, its text is returned unchanged, followed by the exception: a partial call never
/// runs. So it is if its calls must not be looked for. While calls are extracted from it, only an
/// interrupt ends the wait.
final class HeldBackAnswer implements ProviderStream {
  /// Extracts the calls from a complete message.
  @FunctionalInterface
  interface Reading {
    Message of(Message whole) throws InterruptedException;
  }

  private final ProviderStream answer;
  private final Reading reading;
  private final Queue<Delta> ready = new ArrayDeque<>();
  private @Nullable ProviderException failure;
  private @Nullable InterruptedException interrupt;
  private boolean heard;

  HeldBackAnswer(ProviderStream answer, Reading reading) {
    this.answer = answer;
    this.reading = reading;
  }

  @Override
  public Optional<Delta> next() throws InterruptedException {
    if (!heard) {
      heard = true;
      hear();
    }
    Delta next = ready.poll();
    if (next == null) {
      tellWhyItBrokeOff();
    }
    return Optional.ofNullable(next);
  }

  private void tellWhyItBrokeOff() throws InterruptedException {
    ProviderException failed = failure;
    InterruptedException interrupted = interrupt;
    failure = null;
    interrupt = null;
    if (failed != null) {
      throw failed;
    }
    if (interrupted != null) {
      throw interrupted;
    }
  }

  private void hear() {
    FragmentJoin said = new FragmentJoin();
    List<Delta> counts = new ArrayList<>();
    try {
      for (Optional<Delta> next = answer.next(); next.isPresent(); next = answer.next()) {
        Delta delta = next.get();
        if (delta.message() != null) {
          said.add(delta.message());
        }
        if (delta.usage() != null) {
          counts.add(Delta.of(delta.usage()));
        }
      }
    } catch (ProviderException e) {
      failure = e;
    } catch (InterruptedException e) {
      interrupt = e;
    }
    said.drain().forEach(message -> ready.add(Delta.of(read(message))));
    ready.addAll(counts);
  }

  private Message read(Message whole) {
    if (failure != null || interrupt != null) {
      return whole;
    }
    try {
      return reading.of(whole);
    } catch (ProviderException e) {
      failure = e;
      return whole;
    } catch (InterruptedException e) {
      interrupt = e;
      return whole;
    }
  }

  @Override
  public void close() {
    answer.close();
  }
}
