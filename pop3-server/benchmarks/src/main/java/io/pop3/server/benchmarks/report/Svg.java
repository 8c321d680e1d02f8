package io.pop3.server.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes SVG that is readable on light and dark pages. Not safe for several threads. */
final class Svg {

  private static final List<String> COLOURS = List.of("#2a78b8", "#d1702a", "#3c9a5f", "#8a5fb0");

  private final StringBuilder content = new StringBuilder();
  private final int width;
  private final int height;

  /** Which part of a text its position is. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  Svg(int width, int height) {
    this.width = width;
    this.height = height;
  }

  void text(double x, double y, Anchor anchor, String text) {
    content.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor.name().toLowerCase(Locale.ROOT),
            escaped(text)));
  }

  void rectangle(double x, double y, double rectangleWidth, double rectangleHeight) {
    content.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
            x,
            y,
            rectangleWidth,
            rectangleHeight,
            COLOURS.get(0)));
  }

  void gridLine(double x1, double y1, double x2, double y2) {
    content.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#8886\"/>%n",
            x1,
            y1,
            x2,
            y2));
  }

  void path(List<double[]> points, int colour) {
    String stroke = colour(colour);
    content.append(
        String.format(
            Locale.ROOT,
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
            points.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", point[0], point[1]))
                .collect(Collectors.joining(" ")),
            stroke));
    for (double[] point : points) {
      content.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>%n",
              point[0],
              point[1],
              stroke));
    }
  }

  static String colour(int index) {
    return COLOURS.get(index % COLOURS.size());
  }

  String document() {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d">
        <style>text{font:13px sans-serif;fill:#333}\
        @media(prefers-color-scheme:dark){text{fill:#ddd}}</style>
        %s</svg>
        """
        .formatted(width, height, width, height, content);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
