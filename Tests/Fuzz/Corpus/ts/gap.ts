@problemName X
@classLabel false
@data
1,NaN,3
