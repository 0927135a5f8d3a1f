package dev.gander.adapters.postgres.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

class PostgresFailureTest {
  private static final DatabaseAddress ADDRESS =
      DatabaseAddress.parse("postgresql://ann:secret@db.example/gander?sslmode=verify-full");

  @Test
  void aCertificateOfAnotherHostIsNoServerThatIsAway() {
    SQLException failure =
        new PSQLException(
            GT.tr(
                "The hostname {0} could not be verified by hostnameverifier {1}.",
                "db.example", "PgjdbcHostnameVerifier"),
            PSQLState.CONNECTION_FAILURE);

    assertFalse(PostgresFailure.isAway(failure));
    String text = PostgresFailure.of(ADDRESS, failure).text();
    assertTrue(text.contains("by TLS as `sslmode` wants it"), text);
    assertTrue(text.contains("db.example"), text);
    assertFalse(text.contains("secret"), text);
  }

  @Test
  void aServerThatDoesNotAnswerIsAway() {
    SQLException failure = new PSQLException("refused", PSQLState.CONNECTION_UNABLE_TO_CONNECT);

    assertTrue(PostgresFailure.isAway(failure));
    assertEquals(
        ADDRESS.title() + " cannot be reached", PostgresFailure.of(ADDRESS, failure).text());
  }
}
