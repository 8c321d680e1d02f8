package io.pop3.server.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ChartTest {

  @Test
  void barsAreAsLongAsTheirValues() throws Exception {
    BarChart chart = new BarChart("a & b <c>");
    chart.bar("first", 2);
    chart.bar("second", 1);
    Document svg = parse(chart.svg());
    NodeList bars = svg.getElementsByTagName("rect");
    assertThat(bars.getLength()).isEqualTo(2);
    assertThat(width(bars, 0)).isEqualTo(2 * width(bars, 1));
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("a & b <c>", "first", "second", "2.00", "1.00");
  }

  @Test
  void aChartWithoutBarsIsStillADocument() throws Exception {
    assertThat(parse(new BarChart("nothing").svg()).getDocumentElement().getTagName())
        .isEqualTo("svg");
  }

  @Test
  void whatGrowsInProportionRisesAsFastAsItGoesRight() throws Exception {
    LineChart chart = new LineChart("cost", "size");
    for (double x : new double[] {1, 10, 100}) {
      chart.point("linear", x, 3 * x);
      chart.point("level", x, 5);
    }
    Document svg = parse(chart.svg());
    List<double[]> linear = points(svg, 0);
    List<double[]> level = points(svg, 2);
    double rise = linear.get(0)[1] - linear.get(1)[1];
    assertThat(rise).isPositive();
    assertThat(linear.get(1)[1] - linear.get(2)[1]).isCloseTo(rise, within(0.2));
    assertThat(level.get(0)[1]).isEqualTo(level.get(2)[1]);
    assertThat(svg.getDocumentElement().getTextContent()).contains("linear", "level", "100");
  }

  /** Whole numbers of more than seven digits would run into each other. */
  @Test
  void greatNumbersAreBrief() throws Exception {
    LineChart chart = new LineChart("cost", "size");
    chart.point("a", 10, 0.1);
    chart.point("a", 2e9, 5e6);

    String text = parse(chart.svg()).getDocumentElement().getTextContent();

    assertThat(text).contains("100,000", "1 M", "10 M", "1 G", "10 G").doesNotContain("000,000");
  }

  @Test
  void aLogarithmicScaleHasNoPlaceForZero() {
    LineChart chart = new LineChart("cost", "size");
    assertThatThrownBy(() -> chart.point("a", 1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> chart.point("a", -1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<double[]> points(Document svg, int index) {
    Element line = (Element) svg.getElementsByTagName("polyline").item(index);
    return Stream.of(line.getAttribute("points").split(" "))
        .map(point -> Stream.of(point.split(",")).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }

  private static double width(NodeList bars, int index) {
    return Double.parseDouble(((Element) bars.item(index)).getAttribute("width"));
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
