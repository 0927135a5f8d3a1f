/// What a client can do besides showing text: its questions, files and terminals.
@NullMarked
package dev.gander.adapters.acp.client;

import org.jspecify.annotations.NullMarked;
