/// What strangers send, against the whole server on its real files: no answer is 500 or shows its
/// insides, and what is refused changes nothing. [FuzzServer] has the rules, [Mutation] the
/// strangers.
@NullMarked
package dev.gander.bootstrap.fuzz;

import org.jspecify.annotations.NullMarked;
