/// The provider `scripted`: no service, no key, no network. It plays the script in the user's text,
/// so that a first run, a demo and a user's own test always get the same answers.
@NullMarked
package dev.gander.adapters.llm.rehearsal.scripted;

import org.jspecify.annotations.NullMarked;
