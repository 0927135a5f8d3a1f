/// The commands `goosed keys`, `goosed webhooks` and `goosed audit`, which work on the files of a
/// server whether or not it runs.
@NullMarked
package dev.gander.bootstrap.access;

import org.jspecify.annotations.NullMarked;
