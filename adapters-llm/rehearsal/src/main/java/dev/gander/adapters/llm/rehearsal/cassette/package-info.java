/// Recorded traffic: what models were asked and what they answered, kept in a file (a cassette) by
/// `goosed agent --record` and played back by the provider `replay`. It happens at the port, so
/// that it is the same for every provider. Start at [Exchange], which is one line of a cassette.
@NullMarked
package dev.gander.adapters.llm.rehearsal.cassette;

import org.jspecify.annotations.NullMarked;
