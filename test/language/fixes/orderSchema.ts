/** A schema against which every validation rule can be violated. */
export const ORDER_SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:o="urn:order" targetNamespace="urn:order">
  <xs:element name="order" type="o:Order">
    <xs:key name="itemNo"><xs:selector xpath="item"/><xs:field xpath="@no"/></xs:key>
    <xs:keyref name="itemRef" refer="o:itemNo"><xs:selector xpath="ref"/><xs:field xpath="."/></xs:keyref>
    <xs:unique name="tag"><xs:selector xpath="tag"/><xs:field xpath="."/></xs:unique>
  </xs:element>
  <xs:element name="note" type="xs:string"/>
  <xs:attribute name="lang" type="xs:language"/>
  <xs:attribute name="globalId" type="xs:ID"/>
  <xs:complexType name="Order"><xs:sequence>
    <xs:element name="customer" type="xs:string"/>
    <xs:element name="placed" type="xs:dateTime"/>
    <xs:element name="due" type="xs:date" minOccurs="0"/>
    <xs:element name="at" type="xs:time" minOccurs="0"/>
    <xs:element name="urgent" type="xs:boolean" minOccurs="0"/>
    <xs:element name="total" type="xs:decimal" minOccurs="0"/>
    <xs:element name="price" type="o:Price" minOccurs="0"/>
    <xs:element name="state" type="o:State" minOccurs="0"/>
    <xs:element name="code" type="o:Code" minOccurs="0"/>
    <xs:element name="short" type="o:Short" minOccurs="0"/>
    <xs:element name="pair" type="o:Pair" minOccurs="0"/>
    <xs:element name="either" type="o:Either" minOccurs="0"/>
    <xs:element name="mark" minOccurs="0"><xs:complexType>
      <xs:attribute name="kind" use="required" fixed="x"/><xs:attribute name="number" type="xs:int"/>
    </xs:complexType></xs:element>
    <xs:element name="version" type="xs:string" fixed="1.0" minOccurs="0"/>
    <xs:element name="mixed" fixed="as it is" minOccurs="0">
      <xs:complexType mixed="true"><xs:sequence><xs:any minOccurs="0" processContents="skip"/></xs:sequence></xs:complexType>
    </xs:element>
    <xs:element name="item" minOccurs="0" maxOccurs="2"><xs:complexType>
      <xs:sequence><xs:element name="name" type="xs:string"/><xs:element name="size" type="xs:int" minOccurs="0"/></xs:sequence>
      <xs:attribute name="no"/>
    </xs:complexType></xs:element>
    <xs:element name="ref" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
    <xs:element name="tag" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
    <xs:element name="base" type="o:Base" minOccurs="0"/>
    <xs:element name="nil" type="xs:int" nillable="true" minOccurs="0"/>
    <xs:element name="fixedNil" type="xs:int" nillable="true" fixed="1" minOccurs="0"/>
    <xs:element name="ids" minOccurs="0" maxOccurs="9"><xs:complexType>
      <xs:attribute name="id" type="xs:ID"/><xs:attribute name="to" type="xs:IDREF"/><xs:anyAttribute processContents="strict"/>
    </xs:complexType></xs:element>
    <xs:element ref="o:shape" minOccurs="0"/>
    <xs:element name="open" minOccurs="0"><xs:complexType><xs:sequence><xs:any/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="remark" minOccurs="0"><xs:complexType><xs:simpleContent>
      <xs:extension base="xs:string"><xs:attribute name="by"/></xs:extension>
    </xs:simpleContent></xs:complexType></xs:element>
  </xs:sequence></xs:complexType>
  <xs:element name="shape" abstract="true" type="xs:string"/>
  <xs:element name="circle" substitutionGroup="o:shape" type="xs:string"/>
  <xs:simpleType name="Price"><xs:restriction base="xs:decimal"><xs:totalDigits value="4"/><xs:fractionDigits value="2"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="State"><xs:restriction base="xs:string"><xs:enumeration value="open"/><xs:enumeration value="closed"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Code"><xs:restriction base="xs:string"><xs:pattern value="[A-Z]{2}-\\d+"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Short"><xs:restriction base="xs:string"><xs:maxLength value="5"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Pair"><xs:restriction base="xs:string"><xs:length value="2"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Either"><xs:union memberTypes="xs:int xs:boolean"/></xs:simpleType>
  <xs:complexType name="Base" abstract="true"><xs:sequence/></xs:complexType>
  <xs:complexType name="Real"><xs:complexContent><xs:extension base="o:Base"><xs:sequence/></xs:extension></xs:complexContent></xs:complexType>
</xs:schema>`;
