/// The inbox of questions over all sessions, which goosed does not have.
@NullMarked
package dev.gander.adapters.http.approval;

import org.jspecify.annotations.NullMarked;
