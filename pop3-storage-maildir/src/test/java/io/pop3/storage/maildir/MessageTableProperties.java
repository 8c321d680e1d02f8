package io.pop3.storage.maildir;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The table, against a list of objects; and its form in the index. */
class MessageTableProperties {

  /** A message as a plain object. */
  private record Row(boolean current, String name, String id, MessageMeasure measure) {}

  private static Row row(Random random, int number) {
    String name =
        number + ".x" + "y".repeat(random.nextInt(60)) + (random.nextBoolean() ? ":2,S" : "");
    String id = random.nextInt(3) == 0 ? "id" + number : "";
    long stored = random.nextInt(4) == 0 ? random.nextLong() >>> 2 : random.nextInt(5000);
    return new Row(
        random.nextBoolean(),
        name,
        id,
        new MessageMeasure(
            stored, stored + random.nextInt(100), random.nextInt(), random.nextBoolean(), number));
  }

  private static Row legal(Row row) {
    MessageMeasure m = row.measure;
    return new Row(
        row.current,
        row.name,
        row.id,
        new MessageMeasure(
            m.storedOctets(), m.wireOctets(), m.headerOctets() & 0x7FFFFFFF, m.isWireReady(), 7));
  }

  private static void check(MessageTable table, List<Row> rows) {
    assertThat(table.count()).isEqualTo(rows.size());
    BaseNames bases = new BaseNames(table);
    for (int index = 0; index < rows.size(); index++) {
      Row row = rows.get(index);
      assertThat(table.isCurrent(index)).isEqualTo(row.current);
      assertThat(table.name(index)).isEqualTo(FileName.of(row.name));
      assertThat(table.storedId(index)).isEqualTo(row.id.getBytes(US_ASCII));
      assertThat(table.measure(index)).isEqualTo(row.measure);
      assertThat(table.wireOctets(index)).isEqualTo(row.measure.wireOctets());
      String id = row.id.isEmpty() ? FileName.of(row.name).base() : row.id;
      assertThat(table.uniqueId(index).value()).isEqualTo(id);
      ByteBuffer target = ByteBuffer.allocate(70);
      table.writeUniqueId(index, target);
      assertThat(new String(target.array(), 0, target.position(), US_ASCII)).isEqualTo(id);
      assertThat(bases.find(FileName.of(FileName.of(row.name).base() + ":2,T"))).isEqualTo(index);
    }
    assertThat(bases.find(FileName.of("nobody"))).isEqualTo(-1);
  }

  @Property(tries = 200)
  void aTableIsAListOfMessages(@ForAll long seed, @ForAll @IntRange(max = 80) int steps) {
    Random random = new Random(seed);
    MessageTable table = new MessageTable();
    List<Row> rows = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      Row row = legal(row(random, step));
      int index = rows.isEmpty() ? 0 : random.nextInt(rows.size());
      int choice = random.nextInt(10);
      if (rows.isEmpty() || choice < 5) {
        table.add(row.current, FileName.of(row.name), row.id.getBytes(US_ASCII), row.measure);
        rows.add(row);
      } else if (choice == 5) {
        Row old = rows.get(index);
        table.rename(index, row.current, FileName.of(row.name));
        rows.set(index, new Row(row.current, row.name, old.id, old.measure));
      } else if (choice == 6) {
        Row old = rows.get(index);
        table.remeasure(index, row.measure);
        rows.set(index, new Row(old.current, old.name, old.id, row.measure));
      } else if (choice == 7) {
        Row old = rows.get(index);
        table.identify(index, row.id.getBytes(US_ASCII));
        rows.set(index, new Row(old.current, old.name, row.id, old.measure));
      } else if (choice == 8) {
        BitSet removed = new BitSet();
        removed.set(index);
        table.remove(removed);
        rows.remove(index);
      } else {
        table.trim();
      }
    }
    check(table, rows);
    MessageTable copy = new MessageTable();
    IndexBatch batch = IndexBatch.whole(table, DirectoryState.UNKNOWN, new DirectoryState(7, 8));
    OctetWriter out = new OctetWriter();
    batch.write(out, table);
    IndexBatch read = IndexBatch.readInto(new OctetReader(out.toBuffer()), copy);
    check(copy, rows);
    assertThat(read.current()).isEqualTo(new DirectoryState(7, 8));
    assertThat(read.added()).isEqualTo(rows.size());
  }

  @Property
  void whatIsNoBatchIsFoundOutWithoutLargeMemory(@ForAll byte[] octets) {
    try {
      IndexBatch.readInto(new OctetReader(ByteBuffer.wrap(octets)), new MessageTable());
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      assertThat(e).isNotNull();
    }
  }

  @Property
  void numbersComeBack(@ForAll long number) {
    long positive = number & Long.MAX_VALUE;
    OctetWriter out = new OctetWriter().number(positive).fixedLong(number).fixedInt((int) number);
    OctetReader in = new OctetReader(out.toBuffer());
    assertThat(in.number()).isEqualTo(positive);
    assertThat(in.fixedLong()).isEqualTo(number);
    assertThat(in.fixedInt()).isEqualTo((int) number);
    in.end();
  }

  @Property
  void aFrameComesBackOnlyWhole(
      @ForAll byte[] payload, @ForAll @IntRange(max = 1000) int position) {
    byte[] magic = "MAGIC".getBytes(US_ASCII);
    ByteBuffer frame = Frame.wrap(magic, ByteBuffer.wrap(payload));
    assertThat(Frame.unwrap(magic, frame.duplicate())).isEqualTo(ByteBuffer.wrap(payload));
    byte[] octets = new byte[frame.remaining()];
    frame.get(octets);
    byte[] damaged = octets.clone();
    damaged[position % octets.length] ^= 0x10;
    for (byte[] bad :
        List.of(
            damaged,
            Arrays.copyOf(octets, octets.length + 1),
            Arrays.copyOf(octets, position % octets.length))) {
      assertThatThrownBy(() -> Frame.unwrap(magic, ByteBuffer.wrap(bad)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
