package dev.gander.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookSecret;
import dev.gander.domain.webhook.WebhookSender;
import dev.gander.domain.webhook.WebhookSender.Answer;
import dev.gander.domain.webhook.WebhookSender.Letter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of every [WebhookSender].
public interface WebhookSenderContract {
  Instant NOW = Instant.ofEpochSecond(1_614_265_330);
  String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  String BODY = "{\"test\": 2432232314}";

  /// The secret of the example in the specification.
  WebhookSecret SECRET = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  WebhookSender sender();

  /// What one receiver got, and what it answers.
  interface Receiver {
    WebhookAddress address();

    /// The header of the request that came.
    String header(String name);

    String body();
  }

  /// A receiver on this machine that answers with this status, and a redirect if that is one.
  Receiver receiver(int status);

  private Answer send(Receiver receiver, List<WebhookSecret> secrets) throws InterruptedException {
    return sender()
        .send(
            new Letter(receiver.address(), ID, NOW, BODY),
            secrets,
            Set.of(receiver.address().host()));
  }

  @Test
  default void aLetterArrivesSigned() throws InterruptedException {
    Receiver receiver = receiver(204);

    assertEquals(new Answer.Status(204), send(receiver, List.of(SECRET)));

    assertEquals(BODY, receiver.body());
    assertEquals(ID, receiver.header("webhook-id"));
    assertEquals("1614265330", receiver.header("webhook-timestamp"));
    assertEquals(SIGNATURE, receiver.header("webhook-signature"));
    assertEquals("application/json", receiver.header("content-type"));
  }

  @Test
  default void eachSecretSigns() throws InterruptedException {
    Receiver receiver = receiver(200);

    send(receiver, List.of(WebhookSecret.of(new byte[24]), SECRET));

    String signatures = receiver.header("webhook-signature");
    assertEquals(2, signatures.split(" ").length);
    assertTrue(signatures.endsWith(" " + SIGNATURE), signatures);
  }

  @Test
  default void statusesComeBackAsTheyAre() throws InterruptedException {
    assertEquals(new Answer.Status(500), send(receiver(500), List.of(SECRET)));
    assertEquals(new Answer.Status(410), send(receiver(410), List.of(SECRET)));
  }

  @Test
  default void redirectsAreNotFollowed() throws InterruptedException {
    assertEquals(new Answer.Status(302), send(receiver(302), List.of(SECRET)));
  }

  @Test
  default void aPrivateAddressThatNobodyHasNamedIsNotReached() throws InterruptedException {
    for (String url :
        List.of(
            "http://127.0.0.1:1/",
            "http://localhost:1/",
            "http://[::1]:1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://10.0.0.1/",
            "http://192.168.1.1/",
            "http://[fd00::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://0.0.0.0/")) {
      Answer answer =
          sender()
              .send(
                  new Letter(WebhookAddress.of(url), ID, NOW, BODY),
                  List.of(SECRET),
                  Set.of("example.com"));

      assertTrue(
          assertInstanceOf(Answer.Failure.class, answer).reason().contains("no public address"),
          () -> url + ": " + answer);
    }
  }
}
