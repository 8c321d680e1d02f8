package io.pop3.server.internal.session;

import io.pop3.protocol.reply.CapabilitySet;
import io.pop3.protocol.server.LineSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The lines of multi-line replies, made one by one; LIST and UIDL make no object per line. */
final class Listings {

  private Listings() {}

  /** Scan listings (ledger 1939-LIST-1). */
  static LineSource scanLines(Snapshot snapshot) {
    return new Walk(snapshot) {
      @Override
      void putDetail(ByteBuffer line, int index) {
        putDecimal(line, snapshot.octets(index));
      }
    };
  }

  /** Unique-id listings (ledger 1939-UIDL-1). */
  static LineSource uniqueIds(Snapshot snapshot) {
    return new Walk(snapshot) {
      @Override
      void putDetail(ByteBuffer line, int index) {
        snapshot.listing().writeUniqueId(index, line);
      }
    };
  }

  /** Capability lines (ledger 2449-CAPA-3). */
  static LineSource capabilities(CapabilitySet capabilities) {
    List<String> lines = new ArrayList<>();
    capabilities.forEach(capability -> lines.add(capability.format()));
    return words(lines);
  }

  /** A few short lines of ASCII. */
  static LineSource words(List<String> words) {
    Iterator<String> rest = words.iterator();
    return line -> {
      if (!rest.hasNext()) {
        return false;
      }
      line.put(rest.next().getBytes(StandardCharsets.US_ASCII));
      return true;
    };
  }

  /** Goes through the messages that are not marked. */
  private abstract static class Walk implements LineSource {

    private final Snapshot snapshot;
    private int index;

    Walk(Snapshot snapshot) {
      this.snapshot = snapshot;
    }

    abstract void putDetail(ByteBuffer line, int index);

    @Override
    public boolean next(ByteBuffer line) {
      int message = snapshot.nextUnmarked(index);
      if (message == snapshot.count()) {
        return false;
      }
      index = message + 1;
      putDecimal(line, index);
      line.put((byte) ' ');
      putDetail(line, message);
      return true;
    }
  }

  private static void putDecimal(ByteBuffer line, long value) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    int start = line.position();
    long rest = value;
    for (int i = start + digits - 1; i >= start; i--) {
      line.put(i, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    line.position(start + digits);
  }
}
